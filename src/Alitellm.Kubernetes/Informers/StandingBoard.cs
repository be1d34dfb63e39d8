namespace Alitellm.Kubernetes.Informers;

/// <summary>Makes one standing of those of an informer's partitions: the worst, for a store is complete only where every part is.</summary>
internal sealed class StandingBoard(int partitions)
{
    private static readonly InformerState[] s_worstFirst = [InformerState.Stale, InformerState.Absent, InformerState.Starting];

    private readonly Lock _sync = new();
    private readonly InformerStanding[] _parts = [.. Enumerable.Repeat(new InformerStanding(InformerState.Starting), partitions)];
    private volatile InformerStanding _whole = new(InformerState.Starting);

    public InformerStanding Whole => _whole;

    /// <returns>Whether the state of the whole is another now.</returns>
    public bool Set(int partition, InformerStanding standing)
    {
        lock (_sync)
        {
            var before = _whole.State;
            _parts[partition] = standing;
            var worst = s_worstFirst.Select(state => _parts.FirstOrDefault(part => part.State == state)).FirstOrDefault(part => part is not null);
            _whole = worst ?? standing;
            return _whole.State != before;
        }
    }
}
