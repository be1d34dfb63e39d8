using System.Collections.Frozen;

namespace Alitellm.Operator.Remote.Observing;

/// <summary>One complete list of a kind at one endpoint. Immutable.</summary>
/// <param name="Sequence">Counts the lists of one informer.</param>
/// <param name="StartedAt">When the list was asked for: a write before this moment plus the settle window is in it.</param>
internal sealed record RemoteSnapshot<TObserved>(long Sequence, DateTimeOffset StartedAt)
    where TObserved : class, IObservedEntry
{
    private FrozenDictionary<string, TObserved> _byId = FrozenDictionary<string, TObserved>.Empty;
    private ILookup<string, TObserved> _byName = Array.Empty<TObserved>().ToLookup(entry => entry.Name);

    public IEnumerable<TObserved> Entries => _byId.Values;

    public int Count => _byId.Count;

    public static RemoteSnapshot<TObserved> Of(long sequence, DateTimeOffset startedAt, IEnumerable<TObserved> entries)
    {
        // Ids repeat where LiteLLM shows an entry once per alias; the first is the entry itself.
        var byId = entries.DistinctBy(entry => entry.Id, StringComparer.Ordinal).ToFrozenDictionary(entry => entry.Id, StringComparer.Ordinal);
        return new(sequence, startedAt) { _byId = byId, _byName = byId.Values.ToLookup(entry => entry.Name, StringComparer.Ordinal) };
    }

    public TObserved? ById(string? id)
    {
        return id is not null && _byId.TryGetValue(id, out var entry) ? entry : null;
    }

    public IEnumerable<TObserved> ByName(string name)
    {
        return _byName[name];
    }
}
