namespace Alitellm.Kubernetes.Leases;

/// <summary>A write was about to leave although the lease that allows it is over.</summary>
public sealed class LeaseLostException(string lease) : OperationCanceledException($"lease {lease} is no longer held")
{
    public string Lease { get; } = lease;
}
