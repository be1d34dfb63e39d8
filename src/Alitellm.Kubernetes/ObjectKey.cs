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
