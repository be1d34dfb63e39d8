using k8s.Models;

namespace Alitellm.Kubernetes;

/// <summary>Namespace and name of an object: all a queue ever carries.</summary>
public readonly record struct ObjectKey(string Namespace, string Name) : IComparable<ObjectKey>
{
    public static ObjectKey Of(IMetadata<V1ObjectMeta> resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return new(resource.Metadata.NamespaceProperty ?? "", resource.Metadata.Name ?? "");
    }

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static ObjectKey Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? new("", text) : new(text[..slash], text[(slash + 1)..]);
    }

    /// <summary>Ordinal order of <c>namespace/name</c>, the order every tie is broken by.</summary>
    public int CompareTo(ObjectKey other)
    {
        return string.CompareOrdinal(ToString(), other.ToString());
    }

    public override string ToString()
    {
        return Namespace.Length == 0 ? Name : $"{Namespace}/{Name}";
    }

    public static bool operator <(ObjectKey left, ObjectKey right) => left.CompareTo(right) < 0;

    public static bool operator >(ObjectKey left, ObjectKey right) => left.CompareTo(right) > 0;

    public static bool operator <=(ObjectKey left, ObjectKey right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ObjectKey left, ObjectKey right) => left.CompareTo(right) >= 0;
}
