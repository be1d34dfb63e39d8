using Alitellm.Api.ModelDiscoveries;
using Alitellm.Operator.Discovery.Patterns;

namespace Alitellm.Operator.Discovery.Models;

/// <summary>Pure: the further names that <c>spec.aliases</c> gives to generated models.</summary>
internal static class AliasPlan
{
    /// <summary>The reference operator's size of one object; more would come near the size an API server stores.</summary>
    public const int ChunkSize = 128;

    /// <returns>Chunks of alias and model, sorted by alias; or what is wrong with a pattern.</returns>
    public static (IReadOnlyList<IReadOnlyList<KeyValuePair<string, string>>> Chunks, string? Problem) Of(IEnumerable<ModelAliasRule>? rules, IReadOnlyList<string> models)
    {
        var aliases = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (index, rule) in (rules ?? []).Index())
        {
            var (patterns, problem) = PatternList.Parse($"spec.aliases[{index}].include", rule.Include);
            if (problem is not null)
            {
                return ([], problem);
            }

            var include = new IncludeExclude(patterns, []);
            foreach (var model in models.Where(model => include.Admits(model)))
            {
                // A later rule wins over an earlier one.
                aliases[$"{rule.Prefix}{model}{rule.Suffix}"] = model;
            }
        }

        return ([.. aliases.Chunk(ChunkSize)], null);
    }
}
