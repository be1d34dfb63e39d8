using System.Text.Json.Nodes;

namespace Alitellm.Testing.Kubernetes;

/// <summary>
/// A set of field paths in the shape of <c>fieldsV1</c>: <c>f:name</c> a field, <c>k:{…}</c> an item of a list map, <c>v:…</c> an item
/// of a set. A node that is itself in the set is a <see cref="Member"/>. Instances are not changed after they were built.
/// </summary>
internal sealed class FieldSet
{
    public static readonly FieldSet Empty = new(false, []);

    public FieldSet(bool member, SortedDictionary<string, FieldSet> children)
    {
        Member = member;
        Children = children;
    }

    public bool Member { get; }

    public SortedDictionary<string, FieldSet> Children { get; }

    public bool IsEmpty => !Member && Children.Count == 0;

    public static FieldSet Leaf { get; } = new(true, []);

    public static SortedDictionary<string, FieldSet> NewChildren() => new(StringComparer.Ordinal);

    public static FieldSet FromJson(JsonObject json)
    {
        var children = NewChildren();
        foreach (var (key, value) in json)
        {
            if (key != ".")
            {
                children[key] = value is JsonObject { Count: > 0 } inner ? FromJson(inner) : Leaf;
            }
        }

        return new FieldSet(json.ContainsKey("."), children);
    }

    public JsonObject ToJson()
    {
        var json = new JsonObject();
        if (Member && Children.Count > 0)
        {
            json["."] = new JsonObject();
        }

        foreach (var (key, child) in Children)
        {
            json[key] = child.ToJson();
        }

        return json;
    }

    public FieldSet Union(FieldSet other) => IsEmpty ? other : other.IsEmpty ? this : Combine(other, (a, b) => a || b);

    public FieldSet Except(FieldSet other) => IsEmpty || other.IsEmpty ? this : Combine(other, (a, b) => a && !b);

    public FieldSet Intersect(FieldSet other) => IsEmpty || other.IsEmpty ? Empty : Combine(other, (a, b) => a && b);

    /// <summary>Paths of all members.</summary>
    public IEnumerable<IReadOnlyList<string>> Paths() => Paths([]);

    private IEnumerable<IReadOnlyList<string>> Paths(IReadOnlyList<string> prefix)
    {
        if (Member)
        {
            yield return prefix;
        }

        foreach (var (key, child) in Children)
        {
            foreach (var path in child.Paths([.. prefix, key]))
            {
                yield return path;
            }
        }
    }

    private FieldSet Combine(FieldSet other, Func<bool, bool, bool> keep)
    {
        var children = NewChildren();
        foreach (var key in Children.Keys.Union(other.Children.Keys))
        {
            var child = Children.GetValueOrDefault(key, Empty).Combine(other.Children.GetValueOrDefault(key, Empty), keep);
            if (!child.IsEmpty)
            {
                children[key] = child;
            }
        }

        return new FieldSet(keep(Member, other.Member), children);
    }
}
