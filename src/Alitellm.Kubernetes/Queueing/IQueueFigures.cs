namespace Alitellm.Kubernetes.Queueing;

/// <summary>What a scrape reads from a queue.</summary>
internal interface IQueueFigures
{
    string Name { get; }

    long Adds { get; }

    long Retries { get; }

    int DepthOf(QueuePriority priority);

    /// <summary>Seconds that the keys now being worked on have taken: all together, and the longest.</summary>
    (double Sum, double Longest) Unfinished();
}
