namespace Alitellm.Kubernetes.ListWatch;

/// <summary>What a reflector does next.</summary>
/// <param name="List">List again; otherwise watch on from the last version.</param>
/// <param name="Quorum">The list must come straight from etcd: the remembered version is of no use.</param>
internal readonly record struct NextStep(bool List, bool Quorum, TimeSpan Delay)
{
    public static NextStep Watch(TimeSpan delay = default) => new(false, false, delay);

    public static NextStep Relist(TimeSpan delay = default) => new(true, false, delay);

    public static NextStep QuorumList(TimeSpan delay = default) => new(true, true, delay);
}
