namespace Alitellm.Operator.Kinds.ModelAlias;

/// <summary>What one object wants changed in an alias map.</summary>
/// <param name="Sets">Name to target.</param>
/// <param name="Removals">Names that should be gone.</param>
internal sealed record AliasChange(IReadOnlyDictionary<string, string> Sets, IReadOnlyCollection<string> Removals)
{
    /// <summary>Both together; the later sets win, and what anybody wants set is not removed.</summary>
    public AliasChange And(AliasChange later)
    {
        var sets = new Dictionary<string, string>(Sets, StringComparer.Ordinal);
        foreach (var (name, value) in later.Sets)
        {
            sets[name] = value;
        }

        return new(sets, [.. Removals.Union(later.Removals, StringComparer.Ordinal).Where(name => !sets.ContainsKey(name))]);
    }
}
