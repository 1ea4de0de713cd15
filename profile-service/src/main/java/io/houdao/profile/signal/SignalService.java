package io.houdao.profile.signal;

import io.houdao.kit.problem.Problems;
import io.houdao.profile.consent.ConsentService;
import io.houdao.profile.device.Devices;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;

/** Closes what a signal objects to. */
@ApplicationScoped
class SignalService {

    private final Devices devices;
    private final ConsentService consent;

    SignalService(Devices devices, ConsentService consent) {
        this.devices = devices;
        this.consent = consent;
    }

    /** Closes every cell of the device's kind of surface, for its owner; returns how many were open. */
    @Transactional
    int close(UUID deviceId, List<String> objections) {
        var owner = devices.ownerOf(deviceId).orElseThrow(() -> Problems.notFound("device", deviceId));
        var device = devices.find(owner, deviceId).orElseThrow(() -> Problems.notFound("device", deviceId));
        return objections.isEmpty() ? 0 : consent.close(owner, device.kind(), String.join(",", objections));
    }
}
