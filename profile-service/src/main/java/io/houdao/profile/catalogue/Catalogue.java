package io.houdao.profile.catalogue;

import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.Tag;
import io.houdao.contracts.profile.PermittedTag.Family;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All kinds of devices, data and tags. What is not in here does not exist. */
public final class Catalogue {

    private final Map<DeviceKind, KindOfDevice> deviceKinds;
    private final Map<String, KindOfData> dataKinds;
    private final Map<String, TagDomain> tagDomains;

    /**
     * A catalogue of these.
     *
     * @throws IllegalArgumentException if something in it refers to what is not in it
     */
    public Catalogue(List<KindOfDevice> deviceKinds, List<KindOfData> dataKinds, List<TagDomain> tagDomains) {
        this.deviceKinds = by(KindOfDevice::kind, deviceKinds);
        this.dataKinds = by(KindOfData::dataKind, dataKinds);
        this.tagDomains = by(TagDomain::domain, tagDomains);
        deviceKinds.forEach(kind -> kind.dataKinds().forEach(this::requireFromDevices));
        tagDomains.forEach(this::requireWellFormed);
    }

    private static <K, V> Map<K, V> by(Function<V, K> key, List<V> values) {
        return values.stream()
                .collect(Collectors.toMap(
                        key,
                        value -> value,
                        (one, other) -> {
                            throw new IllegalArgumentException("listed twice: " + key.apply(one));
                        },
                        LinkedHashMap::new));
    }

    private void requireFromDevices(String dataKind) {
        if (dataKind(dataKind)
                .map(KindOfData::family)
                .filter(Family.AIOT::equals)
                .isEmpty()) {
            throw new IllegalArgumentException("no device can yield data of the kind " + dataKind);
        }
    }

    private void requireWellFormed(TagDomain domain) {
        if (!dataKinds.containsKey(domain.dataKind())) {
            throw new IllegalArgumentException(domain.domain() + " is of an unknown kind " + domain.dataKind());
        }
        domain.values().forEach(value -> new Tag(domain.domain(), value));
    }

    public List<KindOfDevice> deviceKinds() {
        return List.copyOf(deviceKinds.values());
    }

    public List<KindOfData> dataKinds() {
        return List.copyOf(dataKinds.values());
    }

    public List<TagDomain> tagDomains() {
        return List.copyOf(tagDomains.values());
    }

    public Optional<KindOfDevice> kind(DeviceKind kind) {
        return Optional.ofNullable(deviceKinds.get(kind));
    }

    public Optional<KindOfData> dataKind(String dataKind) {
        return Optional.ofNullable(dataKinds.get(dataKind));
    }

    public Optional<TagDomain> domain(String domain) {
        return Optional.ofNullable(tagDomains.get(domain));
    }

    /** The domain of {@code tag}, if there is one and it knows the value. */
    public Optional<TagDomain> domainOf(Tag tag) {
        return domain(tag.domain()).filter(domain -> domain.values().contains(tag.value()));
    }

    public Family familyOf(TagDomain domain) {
        return dataKindOf(domain).family();
    }

    public boolean isSensitive(TagDomain domain) {
        return dataKindOf(domain).sensitive();
    }

    private KindOfData dataKindOf(TagDomain domain) {
        return dataKind(domain.dataKind()).orElseThrow();
    }

    /** Whether data of this kind may come from {@code source}, a kind of device or {@link DeviceKind#SELF}. */
    public boolean yields(DeviceKind source, String dataKind) {
        if (source.equals(DeviceKind.SELF)) {
            return dataKind(dataKind)
                    .map(KindOfData::family)
                    .filter(Family.BASIC::equals)
                    .isPresent();
        }
        return kind(source)
                .map(KindOfDevice::dataKinds)
                .filter(kinds -> kinds.contains(dataKind))
                .isPresent();
    }

    /** Whether something personal may ever be shown on a device of this kind. */
    public boolean isSurface(DeviceKind kind) {
        return kind(kind).filter(KindOfDevice::isSurface).isPresent();
    }
}
