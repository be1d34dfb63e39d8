using System.Collections.Frozen;

namespace Alitellm.Operator.Remote.Compare;

/// <summary>How one map of a LiteLLM body is compared.</summary>
internal sealed record CompareRules
{
    /// <summary>Where the compared map lies in the body; paths of differences, fields and ignored fields all begin there.</summary>
    public FieldPath Prefix { get; init; } = FieldPath.Root;

    /// <summary>The fields that are not simply echoed, by full path.</summary>
    public FieldTable Fields { get; init; } = FieldTable.Empty;

    /// <summary>
    /// Whether keys LiteLLM has at the top of the map and we do not declare are differences, to be removed. Deeper in the map they always
    /// are: a declared object is declared whole.
    /// </summary>
    public bool ExtraKeysDiffer { get; init; }

    /// <summary>Keys at the top of the map that LiteLLM adds by itself: no difference while we do not declare them, compared once we do.</summary>
    public IReadOnlySet<string> ServerOwnedKeys { get; init; } = FrozenSet<string>.Empty;

    /// <summary>What the object asks not to be compared.</summary>
    public IgnorePaths Ignore { get; init; } = IgnorePaths.None;

    /// <summary>Whether LiteLLM shows this map through its mask.</summary>
    public bool Mask { get; init; }

    /// <summary>Whether LiteLLM drops keys set to null, or shows unset ones as null, so that null and absent say the same.</summary>
    public bool NullMeansAbsent { get; init; }
}
