namespace Alitellm.Kubernetes.Events;

/// <summary>Bounds of the recorder.</summary>
public sealed record EventRecorderOptions
{
    /// <summary>Least time between two writes of one series, and how long after the last write a series without repetition ends. client-go ends one after 6 min too.</summary>
    public TimeSpan SeriesInterval { get; init; } = TimeSpan.FromMinutes(6);

    /// <summary>Events waiting to be written; the oldest goes when there are more.</summary>
    public int QueueLength { get; init; } = 1000;

    /// <summary>Series remembered; beyond that a repetition begins a new one. client-go remembers as many.</summary>
    public int MaxSeries { get; init; } = 4096;

    /// <summary>How long one request may take.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
