namespace Alitellm.Operator.Remote.References;

/// <summary>The ids behind the references of one object.</summary>
internal sealed class ResolvedReferences(IReadOnlyDictionary<Reference, IReadOnlyList<string>> ids)
{
    public static readonly ResolvedReferences None = new(new Dictionary<Reference, IReadOnlyList<string>>());

    /// <summary>Equal texts mean equal ids.</summary>
    public string Fingerprint { get; } = string.Join(';', ids.Select(entry => $"{entry.Key.Key}={string.Join(',', entry.Value)}").Order(StringComparer.Ordinal));

    /// <summary>Sorted; empty for a tag nobody carries and for an optional reference that leads nowhere.</summary>
    public IReadOnlyList<string> Ids(Reference reference)
    {
        return ids.TryGetValue(reference, out var found) ? found : [];
    }
}
