package io.tickwire.config;

import java.time.Duration;
import java.util.List;

/** Ticks and bars on disk, in {@code history} under {@code storage.path}. */
public record HistoryConfig(
        @Setting(doc = "Streams that are stored; * stands for any characters, as in EUR* or *@feed", value = "[\"*\"]")
        List<String> symbols,

        @Setting(
                doc = "How often ticks go to the disk: a power cut loses what came after the last time",
                value = "1s",
                min = 10,
                max = 60000)
        Duration flush,

        @Setting(
                doc = "Days for which live ticks are kept, imported ones stay; 0 = for ever",
                value = "30",
                min = 0,
                max = 36500)
        int tickDays,

        @Setting(
                doc = "Days for which one-minute bars are kept, hours stay for ever; 0 = for ever",
                value = "0",
                min = 0,
                max = 36500)
        int minuteDays,

        @Setting(
                doc = "Size of the file, megabytes; beyond it the oldest ticks go, imported ones last",
                value = "4096",
                min = 16,
                max = 10000000)
        int maxMegabytes,

        @Setting(
                doc = "Ticks that may wait for the disk; beyond it ticks are not stored, and counted",
                value = "200000",
                min = 1000,
                max = 10000000)
        int maxWaiting,

        @Setting(doc = "Ask terminals for the bars of the time in which this node was away", value = "true")
        boolean backfill) {}
