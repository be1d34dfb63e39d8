namespace Alitellm.Testing.LiteLLM;

/// <summary>The guardrails of the database and those of the configuration file.</summary>
internal sealed class GuardrailTable
{
    private readonly List<GuardrailRow> rows = [];

    /// <summary>Database rows in order of creation.</summary>
    public IReadOnlyList<GuardrailRow> Rows => rows;

    public IReadOnlyList<GuardrailRow> Config { get; set; } = [];

    public GuardrailRow? Find(string id) => rows.Find(row => row.Id == id);

    public bool HasName(string name, string? exceptId) => rows.Exists(row => row.Name == name && row.Id != exceptId);

    public void Put(GuardrailRow row)
    {
        var index = rows.FindIndex(existing => existing.Id == row.Id);
        if (index < 0)
        {
            rows.Add(row);
        }
        else
        {
            rows[index] = row;
        }
    }

    public bool Remove(string id) => rows.RemoveAll(row => row.Id == id) > 0;

    public void Clear() => rows.Clear();
}
