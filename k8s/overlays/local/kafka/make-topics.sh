#!/bin/bash
# Makes the topics that are missing. Run again it changes nothing.
set -euo pipefail

until /opt/kafka/bin/kafka-broker-api-versions.sh --bootstrap-server kafka:9092 >/dev/null 2>&1; do
  echo "kafka:9092 does not answer yet"
  sleep 2
done
grep -v '^#' /etc/houdao/kafka/topics.txt | while read -r name partitions config; do
  /opt/kafka/bin/kafka-topics.sh --bootstrap-server kafka:9092 --create --if-not-exists \
    --topic "$name" --partitions "$partitions" --replication-factor 1 --config "$config" </dev/null
done
