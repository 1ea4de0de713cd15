package io.houdao.endtoend.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The parts of the API references of CloudNativePG (version 1.27) and cert-manager (v1) that may be used here; there are no
 * Java models of them. Below {@code *} every key is allowed.
 */
final class Shapes {

    private static final String KINDS = """
        Cluster:
          apiVersion: '*'
          kind: '*'
          metadata: '*'
          spec:
            instances: '*'
            imageName: '*'
            inheritedMetadata: {labels: '*', annotations: '*'}
            bootstrap:
              initdb: {database: '*', owner: '*', dataChecksums: '*', secret: {name: '*'}}
              recovery: {source: '*', backup: {name: '*'}, database: '*', owner: '*'}
            certificates: {clientCASecret: '*', replicationTLSSecret: '*', serverCASecret: '*', serverTLSSecret: '*'}
            postgresql:
              synchronous: {method: '*', number: '*', dataDurability: '*'}
              parameters: '*'
              pg_hba: '*'
            enableSuperuserAccess: '*'
            storage: {size: '*', storageClass: '*', resizeInUseVolumes: '*'}
            walStorage: {size: '*', storageClass: '*', resizeInUseVolumes: '*'}
            affinity: {enablePodAntiAffinity: '*', topologyKey: '*', podAntiAffinityType: '*', nodeSelector: '*'}
            resources: {requests: '*', limits: '*'}
            backup:
              volumeSnapshot: {className: '*', walClassName: '*', online: '*', snapshotOwnerReference: '*'}
              target: '*'
        ScheduledBackup:
          apiVersion: '*'
          kind: '*'
          metadata: '*'
          spec:
            schedule: '*'
            immediate: '*'
            suspend: '*'
            method: '*'
            online: '*'
            backupOwnerReference: '*'
            cluster: {name: '*'}
        Issuer:
          apiVersion: '*'
          kind: '*'
          metadata: '*'
          spec:
            selfSigned: {crlDistributionPoints: '*'}
            ca: {secretName: '*', crlDistributionPoints: '*', ocspServers: '*', issuingCertificateURLs: '*'}
        Certificate:
          apiVersion: '*'
          kind: '*'
          metadata: '*'
          spec:
            isCA: '*'
            commonName: '*'
            dnsNames: '*'
            usages: '*'
            secretName: '*'
            secretTemplate: {labels: '*', annotations: '*'}
            duration: '*'
            renewBefore: '*'
            privateKey: {algorithm: '*', size: '*', encoding: '*', rotationPolicy: '*'}
            issuerRef: {name: '*', kind: '*', group: '*'}
        """;

    private Shapes() {}

    /** The keys of a kind, nested as they are nested there. */
    static JsonNode of(String kind) {
        try {
            return new ObjectMapper(new YAMLFactory()).readTree(KINDS).path(kind);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
