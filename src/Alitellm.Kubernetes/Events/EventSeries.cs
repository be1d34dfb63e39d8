namespace Alitellm.Kubernetes.Events;

/// <summary>One happening and how often it came. Guarded by the recorder's lock.</summary>
internal sealed class EventSeries(EventKey key, string @namespace, string name)
{
    public EventKey Key { get; } = key;

    public string Namespace { get; } = @namespace;

    public string Name { get; } = name;

    public int Count { get; set; } = 1;

    public DateTime LastObserved { get; set; }

    /// <summary>Timestamp of the last write, or of the recording until the first write is done.</summary>
    public long WrittenAt { get; set; }

    public int WrittenCount { get; set; } = 1;
}
