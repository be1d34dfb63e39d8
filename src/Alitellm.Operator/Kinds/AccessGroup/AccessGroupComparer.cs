using Alitellm.Operator.Remote;
using Alitellm.Operator.Remote.Compare;

namespace Alitellm.Operator.Kinds.AccessGroup;

/// <summary>Pure: how an access group differs from what is wanted. Its lists are sets.</summary>
internal static class AccessGroupComparer
{
    private static readonly FieldTable s_sets = new(AccessGroupFields.Lists.Select(list => new FieldRule(list, FieldClass.Normalised, Normalisers.Unordered)));

    public static Comparison Compare(AccessGroupDesired desired, ObservedAccessGroup observed, IgnorePaths ignore)
    {
        return new(FieldComparer.Compare(desired.Body, observed.Body, new() { Fields = s_sets, Ignore = ignore, NullMeansAbsent = true }), NeedsReplace: false);
    }
}
