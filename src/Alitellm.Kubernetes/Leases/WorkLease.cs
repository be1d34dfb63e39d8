namespace Alitellm.Kubernetes.Leases;

/// <summary>A lease somebody added to the group, and what runs while it is held.</summary>
internal sealed record WorkLease(string Name, ObjectKey Key, Func<LeaseTerm, Task> Work);
