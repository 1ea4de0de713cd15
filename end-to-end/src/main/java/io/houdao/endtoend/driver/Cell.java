package io.houdao.endtoend.driver;

/**
 * What a permission is about: data of one kind, from one kind of device, used for ads on one kind of device.
 *
 * @param source such as {@code wristband}, or {@code self} for what a person says of themself
 * @param dataKind such as {@code sleep}
 * @param surface such as {@code tv}
 */
public record Cell(String source, String dataKind, String surface) {

    @Override
    public String toString() {
        return source + " × " + dataKind + " → " + surface;
    }
}
