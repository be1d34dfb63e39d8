namespace Alitellm.Testing.LiteLLM;

/// <summary>The models one process holds in memory: it follows the table's log, from reload to reload.</summary>
internal sealed class ModelView
{
    private readonly ModelTable table;
    private readonly IReadOnlyList<ModelRow> config;
    private readonly ModelRows rows = new();
    private int cursor;

    public ModelView(ModelTable table, IReadOnlyList<ModelRow> config)
    {
        (this.table, this.config) = (table, config);
        Rebuild();
    }

    public IEnumerable<ModelRow> Rows => rows.InOrder;

    public int Count => rows.Count;

    /// <summary>Moves on every change; pages built at the same version are equal.</summary>
    public long Version { get; private set; }

    public bool IsCurrent => cursor == table.Log.Count;

    public ModelRow? Find(string id) => rows.Find(id);

    /// <summary>A process starts: configuration file, then database.</summary>
    public void Rebuild()
    {
        rows.Clear();
        foreach (var row in config.Concat(table.Rows))
        {
            Set(row);
        }

        cursor = table.Log.Count;
        Version++;
    }

    /// <summary>Reads the whole database as it was at <paramref name="moment"/>.</summary>
    /// <param name="moment">Changes committed later are left for the next reload.</param>
    /// <param name="sparesLast">A periodic pass removes nothing when it finds no model at all.</param>
    public void Reload(DateTimeOffset moment, bool sparesLast)
    {
        var end = cursor;
        while (end < table.Log.Count && table.Log[end].At <= moment)
        {
            end++;
        }

        if (end == cursor || (sparesLast && table.Log[end - 1].Count == 0))
        {
            return;
        }

        for (; cursor < end; cursor++)
        {
            var change = table.Log[cursor];
            if (change.Row is { } row)
            {
                Set(row);
            }
            else
            {
                rows.Remove(change.Id);
            }
        }

        Version++;
    }

    public void Remove(string id)
    {
        if (rows.Remove(id))
        {
            Version++;
        }
    }

    public void Clear()
    {
        rows.Clear();
        Version++;
    }

    private void Set(ModelRow row)
    {
        if (row.IsServed)
        {
            rows.Set(row);
        }
        else
        {
            rows.Remove(row.Id);
        }
    }
}
