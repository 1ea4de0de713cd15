package io.houdao.campaign.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.reducing;

import java.util.HashMap;
import java.util.Map;

/**
 * Puts what is to be told of a line item into groups of at least {@code k} people: each cell in the narrowest group that has
 * them, together with the cells beside it that have not. What is left has fewer people altogether, and waits.
 *
 * <p>Example, with k = 50: of three slots of one scene, 80 people in the first are a group; 30 in the second and 25 in the
 * third are one, with the scene and without the slot, if no one of them was in both.
 */
final class Groups {

    private Groups() {}

    /**
     * The group of each cell that may be told; cells that must wait are missing. A group is the sum of all cells that have it
     * here, and of nothing else.
     */
    static Map<Cell, Cell> of(Map<Cell, Crowd> crowds, int k) {
        var groups = new HashMap<Cell, Cell>();
        var waiting = new HashMap<Cell, Cell>();
        crowds.keySet().forEach(cell -> waiting.put(cell, cell));
        while (!waiting.isEmpty()) {
            var people = waiting.keySet().stream()
                    .collect(groupingBy(waiting::get, reducing(Crowd.NONE, crowds::get, Crowd::plus)));
            waiting.entrySet().removeIf(member -> {
                var isGroup = people.getOrDefault(member.getValue(), Crowd.NONE).people() >= k;
                if (isGroup) {
                    groups.put(member.getKey(), member.getValue());
                }
                return isGroup;
            });
            waiting.values().removeIf(group -> group.wider().isEmpty());
            waiting.replaceAll((cell, group) -> group.wider().orElseThrow());
        }
        return groups;
    }
}
