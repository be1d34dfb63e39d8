namespace Alitellm.Benchmarks.Informers;

/// <summary>What the informer benchmark prints. Times in the unit of the name, memory in MiB.</summary>
internal sealed record InformerFigures
{
    public required string Benchmark { get; init; }

    public int Objects { get; init; }

    public double ReadySeconds { get; init; }

    public double HandlerReadySeconds { get; init; }

    public double CpuSeconds { get; init; }

    /// <summary>Part of the CPU that went into compiling; an ahead-of-time build has none.</summary>
    public double JitSeconds { get; init; }

    public double GcPauseSeconds { get; init; }

    public double AllocatedMiB { get; init; }

    public double RssBeforeMiB { get; init; }

    public double RssAtSyncMiB { get; init; }

    public double RssAfterGcMiB { get; init; }

    public double LiveHeapMiB { get; init; }

    public double PeakRssMiB { get; init; }

    public double EventDelayP50Ms { get; init; }

    public double EventDelayP90Ms { get; init; }

    public double EventDelayP99Ms { get; init; }

    public double EventDelayMaxMs { get; init; }

    public double AfterPatchP50Ms { get; init; }

    public double AfterPatchP99Ms { get; init; }

    public double EventCpuSeconds { get; init; }

    public Dictionary<string, double> CatchUpMs { get; init; } = [];

    /// <summary>Load of the machine over the last minute: how far the figures can be trusted.</summary>
    public double LoadAverage { get; init; }
}
