using System.Collections.Frozen;

namespace Alitellm.Operator.Remote.Compare;

/// <summary>The fields of <c>spec.ignoreFields</c>. A path covers the field and everything in it.</summary>
internal sealed class IgnorePaths
{
    private readonly FrozenSet<FieldPath> _paths;

    private IgnorePaths(IEnumerable<FieldPath> paths)
    {
        _paths = paths.ToFrozenSet();
    }

    public static IgnorePaths None { get; } = new([]);

    /// <summary>Malformed paths match nothing; <see cref="Validate"/> is what reports them.</summary>
    public static IgnorePaths Parse(IEnumerable<string>? paths)
    {
        var parsed = new List<FieldPath>();
        foreach (var text in paths ?? [])
        {
            if (FieldPath.TryParse(text, out var path, out _))
            {
                parsed.Add(path);
            }
        }

        return parsed.Count == 0 ? None : new(parsed);
    }

    /// <summary>Whether the field, or something it lies in, is ignored.</summary>
    public bool Matches(FieldPath path)
    {
        return _paths.Count > 0 && path.SelfAndAncestors().Any(_paths.Contains);
    }

    /// <summary>What is wrong with a path, as a sentence for a condition; null when nothing is.</summary>
    /// <param name="isMaskedOrWriteOnly">
    /// Whether LiteLLM hides the field. Ignoring such a field would promise that its value in LiteLLM is kept, which nobody can do who
    /// cannot read it.
    /// </param>
    public static string? Validate(string path, Func<FieldPath, bool> isMaskedOrWriteOnly)
    {
        ArgumentNullException.ThrowIfNull(isMaskedOrWriteOnly);
        if (!FieldPath.TryParse(path, out var parsed, out var error))
        {
            return $"ignoreFields: \"{path}\" is not a path. {error}";
        }

        return isMaskedOrWriteOnly(parsed)
            ? $"ignoreFields: \"{path}\" cannot be ignored, because LiteLLM does not show its value."
            : null;
    }
}
