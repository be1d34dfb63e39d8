namespace Alitellm.Testing.Kubernetes;

/// <summary>All resources served now. Guarded by the server's lock.</summary>
internal sealed class ResourceRegistry
{
    private readonly List<ResourceType> _types = [];

    public IReadOnlyList<ResourceType> Types => _types;

    public ResourceType Namespaces => Find("", "namespaces")!;

    public ResourceType Definitions => Find("apiextensions.k8s.io", "customresourcedefinitions")!;

    public ResourceType? Find(string group, string plural) => _types.FirstOrDefault(t => t.Group == group && t.Plural == plural);

    /// <summary>By group, version and kind, as manifests name them.</summary>
    public (ResourceType Type, ServedVersion Version)? FindKind(string apiVersion, string kind)
    {
        foreach (var type in _types.Where(t => t.Kind == kind))
        {
            if (type.Versions.FirstOrDefault(v => v.ApiVersion == apiVersion) is { } version)
            {
                return (type, version);
            }
        }

        return null;
    }

    public void Put(ResourceType type)
    {
        var at = _types.FindIndex(t => t.Group == type.Group && t.Plural == type.Plural);
        if (at < 0)
        {
            _types.Add(type);
        }
        else
        {
            _types[at] = type;
        }
    }

    public void Remove(ResourceType type) => _types.RemoveAll(t => t.Group == type.Group && t.Plural == type.Plural);
}
