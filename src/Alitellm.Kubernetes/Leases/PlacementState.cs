namespace Alitellm.Kubernetes.Leases;

/// <summary>What a replica remembers of one placement. Only the group's loop touches it.</summary>
internal sealed class PlacementState(string name)
{
    public string Name { get; } = name;

    /// <summary>Sorted by name: replicas that compete for several leases take them in one order, so one of them gets all.</summary>
    public SortedList<string, WorkLease> Leases { get; } = new(StringComparer.Ordinal);

    public PlacementTerm? Term { get; set; }

    public Task Running { get; set; } = Task.CompletedTask;

    /// <summary>When all leases were first seen free for anybody, or null while one is held.</summary>
    public long? FreeSince { get; set; }

    /// <summary>
    /// The preferred owner that let the placement lie although it lived. It is not offered again until that replica has gone: else the
    /// placement would wander to and fro.
    /// </summary>
    public string? PassedOver { get; set; }

    /// <summary>No new term before this timestamp.</summary>
    public long? NotBefore { get; set; }

    public bool IsRunning => Term is not null;
}
