package io.tickwire.config;

import java.time.Duration;

/** Where models are, and what they may use. */
public record ModelsConfig(
        @Setting(
                doc = "Folder of <name>/<version>/{model.onnx,model.json}; watched while the node runs",
                value = "conf/models")
        String folder,

        @Setting(doc = "How often the folder is looked at", value = "2s", min = 100, max = 3600000)
        Duration watch,

        @Setting(doc = "Questions that may wait for a worker", value = "1024", min = 1, max = 1000000)
        int queue,

        @Setting(
                doc = "Windows that one run of a model takes, unless its manifest says less",
                value = "64",
                min = 1,
                max = 4096)
        int maxBatch,

        @Setting(
                doc = "Megabytes of the decision log's file before a new one is begun; 0 = no decision log",
                value = "64",
                min = 0,
                max = 100000)
        int decisionLogMegabytes,

        @Setting(doc = "Files of the decision log, the current one too", value = "5", min = 2, max = 1000)
        int decisionLogFiles) {}
