namespace Alitellm.Testing.LiteLLM;

/// <summary>A table of the database whose rows the processes keep in memory: what a process shows follows from who wrote what, and when it last read all.</summary>
internal sealed class MemoryTable
{
    private readonly Dictionary<string, List<RowVersion>> histories = new(StringComparer.Ordinal);
    private readonly List<string> order = [];

    /// <summary>The rows of the database in order of creation.</summary>
    public IEnumerable<StoredRow> Rows => order.Select(Find).OfType<StoredRow>();

    public StoredRow? Find(string id) => histories.TryGetValue(id, out var history) ? history[^1].Row : null;

    /// <summary>The rows a process holds in memory.</summary>
    /// <param name="stale">As it would be without its own writes: the state of the last periodic pass.</param>
    public IEnumerable<StoredRow> InMemory(Replica replica, bool stale)
        => order.Select(id => histories[id].FindLast(version => Shows(replica, version, stale))?.Row).OfType<StoredRow>();

    public void Put(StoredRow row, DateTimeOffset now, int replica, bool skipped = false) => Add(row.Id, new RowVersion(now, replica, skipped, row));

    public bool Remove(string id, DateTimeOffset now, int replica, bool skipped = false)
    {
        if (Find(id) is null)
        {
            return false;
        }

        Add(id, new RowVersion(now, replica, skipped, null));
        return true;
    }

    /// <summary>Everything goes at once, unnoticed by the processes until they read again.</summary>
    public void Clear(DateTimeOffset now)
    {
        foreach (var id in Rows.Select(row => row.Id).ToList())
        {
            Remove(id, now, replica: -1);
        }
    }

    private static bool Shows(Replica replica, RowVersion version, bool stale)
        => stale
            ? version.At <= replica.LastTick
            : version.At <= replica.LastReload || (version.Replica == replica.Index && !version.Skipped);

    private void Add(string id, RowVersion version)
    {
        if (!histories.TryGetValue(id, out var history))
        {
            histories[id] = history = [];
            order.Add(id);
        }

        history.Add(version);
    }
}
