namespace Alitellm.Kubernetes.Leases;

/// <summary>One uninterrupted time of holding a lease.</summary>
public sealed class LeaseTerm
{
    /// <summary>The term the current asynchronous flow works under; null outside of one.</summary>
    public static LeaseTerm? Current => throw new NotImplementedException();

    public string Lease => throw new NotImplementedException();

    /// <summary>Cancelled when the term ends, at the latest at its deadline.</summary>
    public CancellationToken Token => throw new NotImplementedException();

    /// <summary>Whether the monotonic clock is still before the deadline, which each renewal moves. True also means that no other holder can have started.</summary>
    public bool IsValid => throw new NotImplementedException();

    /// <exception cref="LeaseLostException">The term is over.</exception>
    public void ThrowIfOver() => throw new NotImplementedException();
}
