namespace Alitellm.Testing.Kubernetes;

/// <summary>Which objects a list or watch wants: namespace, labels, fields.</summary>
internal sealed class Selection
{
    private readonly string _namespace;
    private readonly IReadOnlyList<LabelRequirement> _labels;
    private readonly IReadOnlyList<FieldRequirement> _fields;

    /// <exception cref="ApiStatusException">400 for a selector that cannot be parsed or names an unsupported field.</exception>
    public Selection(ResourceType type, string ns, string labelSelector, string fieldSelector)
    {
        _namespace = ns;
        _labels = LabelRequirement.Parse(labelSelector);
        _fields = FieldRequirement.Parse(fieldSelector, type);
    }

    public bool IsEverything => _namespace.Length == 0 && _labels.Count == 0 && _fields.Count == 0;

    public bool Matches(StoredObject obj, ServedVersion version) =>
        (_namespace.Length == 0 || obj.Namespace == _namespace)
        && _labels.All(l => l.Matches(obj.Labels))
        && (_fields.Count == 0 || _fields.All(f => f.Matches(obj, version)));
}
