namespace Alitellm.Testing.LiteLLM;

/// <summary>The team table of the database, in order of creation, and the copies LiteLLM keeps of what was deleted.</summary>
internal sealed class TeamTable
{
    private readonly OrderedDictionary<string, TeamRow> rows = new(StringComparer.Ordinal);

    public IEnumerable<TeamRow> Rows => rows.Values;

    public List<TeamRow> Deleted { get; } = [];

    public TeamRow? Find(string id) => rows.GetValueOrDefault(id);

    public void Put(TeamRow row) => rows[row.Id] = row;

    public void Remove(string id)
    {
        if (rows.Remove(id, out var row))
        {
            Deleted.Add(row);
        }
    }

    public void Clear()
    {
        rows.Clear();
        Deleted.Clear();
    }
}
