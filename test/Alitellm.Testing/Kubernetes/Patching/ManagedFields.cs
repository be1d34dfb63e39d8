using System.Text.Json.Nodes;

namespace Alitellm.Testing.Kubernetes;

/// <summary>Who owns which field: <c>metadata.managedFields</c> read, changed and written back.</summary>
internal sealed class ManagedFields
{
    private readonly List<ManagerEntry> _entries;

    private ManagedFields(List<ManagerEntry> entries) => _entries = entries;

    public static ManagedFields Of(JsonObject obj)
    {
        var entries = new List<ManagerEntry>();
        if (Metadata.Of(obj)["managedFields"] is JsonArray list)
        {
            entries.AddRange(list.OfType<JsonObject>().Select(ManagerEntry.FromJson));
        }

        return new ManagedFields(entries);
    }

    public IEnumerable<ManagerEntry> Others(FieldWriter writer) => _entries.Where(e => !e.IsOf(writer));

    public FieldSet OwnedBy(FieldWriter writer) => _entries.FirstOrDefault(e => e.IsOf(writer))?.Fields ?? FieldSet.Empty;

    /// <summary>Sets what a writer owns; its entry keeps its time when nothing changed.</summary>
    public void Set(FieldWriter writer, FieldSet fields, string time)
    {
        var at = _entries.FindIndex(e => e.IsOf(writer));
        if (at < 0)
        {
            _entries.Add(new ManagerEntry(writer, fields, time));
        }
        else if (!Same(_entries[at].Fields, fields))
        {
            _entries[at] = new ManagerEntry(writer, fields, time);
        }
    }

    /// <summary>Takes paths away from everybody but the writer.</summary>
    public void TakeFromOthers(FieldWriter writer, FieldSet fields)
    {
        for (var i = 0; i < _entries.Count; i++)
        {
            if (!_entries[i].IsOf(writer))
            {
                _entries[i] = _entries[i] with { Fields = _entries[i].Fields.Except(fields) };
            }
        }
    }

    public void WriteTo(JsonObject obj)
    {
        var kept = _entries.Where(e => !e.Fields.IsEmpty).ToList();
        var metadata = Metadata.Of(obj);
        if (kept.Count == 0)
        {
            metadata.Remove("managedFields");
            return;
        }

        metadata["managedFields"] = new JsonArray([.. kept.OrderBy(e => e.Writer.Operation == "Apply" ? 0 : 1).Select(e => e.ToJson())]);
    }

    private static bool Same(FieldSet a, FieldSet b) => JsonNode.DeepEquals(a.ToJson(), b.ToJson());
}
