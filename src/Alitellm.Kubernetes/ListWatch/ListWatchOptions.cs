namespace Alitellm.Kubernetes.ListWatch;

/// <summary>What is asked for, and the timings of asking.</summary>
internal sealed record ListWatchOptions
{
    /// <summary>Ask for PartialObjectMetadata.</summary>
    public bool MetadataOnly { get; init; }

    public string? LabelSelector { get; init; }

    public string? FieldSelector { get; init; }

    /// <summary>Objects per page of a list that bypasses the server's watch cache; client-go's page size.</summary>
    public int PageSize { get; init; } = 500;

    /// <summary>How long the server shall keep a watch open, ± 10 %. Shorter than client-go's 5 to 10 min, to stay below proxies' limits.</summary>
    public TimeSpan WatchDuration { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>What a watch may be silent beyond its duration before it counts as dead.</summary>
    public TimeSpan IdleMargin { get; init; } = TimeSpan.FromSeconds(10);
}
