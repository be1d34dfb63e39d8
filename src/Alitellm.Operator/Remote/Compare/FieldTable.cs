using System.Collections.Frozen;

namespace Alitellm.Operator.Remote.Compare;

/// <summary>The fields of a kind that are not simply echoed. A rule covers its field and everything in it; the innermost rule wins.</summary>
internal sealed class FieldTable
{
    private static readonly FieldRule _echoed = new("", FieldClass.Echoed);

    private readonly FrozenDictionary<FieldPath, FieldRule> _rules;

    /// <exception cref="FormatException">A path is malformed.</exception>
    /// <exception cref="ArgumentException">Two rules have one path.</exception>
    public FieldTable(params IEnumerable<FieldRule> rules)
    {
        var byPath = new Dictionary<FieldPath, FieldRule>();
        foreach (var rule in rules)
        {
            byPath.Add(FieldPath.Parse(rule.Path), rule);
        }

        _rules = byPath.ToFrozenDictionary();
    }

    /// <summary>Every field is echoed.</summary>
    public static FieldTable Empty { get; } = new();

    public FieldRule Of(FieldPath path)
    {
        if (_rules.Count == 0)
        {
            return _echoed;
        }

        foreach (var step in path.SelfAndAncestors())
        {
            if (_rules.TryGetValue(step, out var rule))
            {
                return rule;
            }
        }

        return _echoed;
    }
}
