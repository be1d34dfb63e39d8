using Alitellm.Operator.Remote;
using Alitellm.Operator.Remote.Compare;
using Alitellm.Operator.Remote.Content;

namespace Alitellm.Operator.Kinds.ModelAlias;

/// <summary>Pure: how a proxy's alias map differs from what one object wants of it. Other names are none of its business.</summary>
internal static class ModelAliasComparer
{
    private static readonly FieldPath s_map = FieldPath.Root.Child(ObservedAliases.MapKey);

    public static FieldPath PathOf(string alias)
    {
        return s_map.Child(alias);
    }

    public static Comparison Compare(ModelAliasDesired desired, ObservedAliases observed, IgnorePaths ignore)
    {
        var differences = new List<FieldDifference>();
        foreach (var alias in desired.Won)
        {
            var isThere = observed.Aliases.TryGetPropertyValue(alias.Name, out var shown);
            if (JsonScalars.TextOf(shown) != alias.Value)
            {
                differences.Add(new(PathOf(alias.Name).ToString(), alias.Value, shown?.DeepClone(), Secret: false) { ObservedAbsent = !isThere });
            }
        }

        foreach (var name in desired.Released.Where(observed.Aliases.ContainsKey))
        {
            differences.Add(new(PathOf(name).ToString(), null, observed.Aliases[name]?.DeepClone(), Secret: false) { DesiredAbsent = true });
        }

        return new([.. differences.Where(difference => !ignore.Matches(FieldPath.Parse(difference.Path)))], NeedsReplace: false);
    }
}
