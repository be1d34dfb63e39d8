namespace Alitellm.Testing.LiteLLM;

/// <summary>The model table of the database, with the log that process memories follow.</summary>
internal sealed class ModelTable
{
    private readonly ModelRows rows = new();
    private readonly List<ModelChange> log = [];

    public IReadOnlyList<ModelChange> Log => log;

    public int Count => rows.Count;

    public IEnumerable<ModelRow> Rows => rows.InOrder;

    public ModelRow? Find(string id) => rows.Find(id);

    public void Put(ModelRow row, DateTimeOffset now)
    {
        rows.Set(row);
        log.Add(new ModelChange(now, row.Id, row, rows.Count));
    }

    public bool Remove(string id, DateTimeOffset now)
    {
        if (!rows.Remove(id))
        {
            return false;
        }

        log.Add(new ModelChange(now, id, null, rows.Count));
        return true;
    }

    public void Clear(DateTimeOffset now)
    {
        foreach (var id in rows.InOrder.Select(row => row.Id).ToList())
        {
            Remove(id, now);
        }
    }
}
