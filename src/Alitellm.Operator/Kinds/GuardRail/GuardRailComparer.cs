using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using Alitellm.Operator.Remote;
using Alitellm.Operator.Remote.Compare;
using Alitellm.Operator.Remote.Content;

namespace Alitellm.Operator.Kinds.GuardRail;

/// <summary>
/// Pure: how a guardrail differs from what is wanted. LiteLLM shows about a hundred parameters for each, mostly defaults, so only the
/// wanted ones are compared, and through the mask; a secret changed by hand shows only where the mask lets it.
/// </summary>
internal static class GuardRailComparer
{
    public const string ParamsPath = "litellm_params";
    public const string InfoPath = "guardrail_info";
    public const string NamePath = "guardrail_name";
    public const string TemplatePath = "policy_template";
    private const string DefaultOn = "default_on";

    /// <summary>LiteLLM stores their values in lower case.</summary>
    private static readonly FrozenSet<string> s_lowerCased = new[] { "mode", "default_action", "on_disallowed_action" }.ToFrozenSet();

    private static readonly FrozenSet<string> s_marker = new[] { Marker.Key }.ToFrozenSet();

    public static Comparison Compare(GuardRailDesired desired, ObservedGuardRail observed, IgnorePaths ignore)
    {
        var differences = new List<FieldDifference>();
        if (desired.Name != observed.Name)
        {
            differences.Add(new(NamePath, desired.Name, observed.Name, Secret: false));
        }

        var parameters = FieldPath.Root.Child(ParamsPath);
        differences.AddRange(FieldComparer.Compare(desired.Params, observed.Params, new() { Prefix = parameters, Ignore = ignore, Mask = true, NullMeansAbsent = true })
            .Where(difference => !IsOnlyAnotherForm(difference))
            .Select(difference => difference with { Secret = difference.Secret || GuardRailMask.Hides(FieldPath.Parse(difference.Path)) }));
        if (!desired.Params.ContainsKey(DefaultOn) && observed.Params[DefaultOn] is JsonValue shown && shown.GetValueKind() == JsonValueKind.True && !ignore.Matches(parameters.Child(DefaultOn)))
        {
            differences.Add(new($"{ParamsPath}.{DefaultOn}", null, shown.DeepClone(), Secret: false) { DesiredAbsent = true });
        }

        differences.AddRange(FieldComparer.Compare(desired.Info, observed.Info, new()
        {
            Prefix = FieldPath.Root.Child(InfoPath),
            ExtraKeysDiffer = true,
            ServerOwnedKeys = s_marker,
            Ignore = ignore,
            NullMeansAbsent = true,
        }));

        // A LiteLLM that has no such column shows none.
        if (observed.HasPolicyTemplate && (desired.PolicyTemplate ?? "") != (observed.PolicyTemplate ?? "") && !ignore.Matches(FieldPath.Root.Child(TemplatePath)))
        {
            differences.Add(new(TemplatePath, desired.PolicyTemplate, observed.PolicyTemplate, Secret: false) { DesiredAbsent = desired.PolicyTemplate is null });
        }

        // PUT replaces the guardrail: whatever differs, an update brings it about.
        return new(differences, NeedsReplace: false);
    }

    private static bool IsOnlyAnotherForm(FieldDifference difference)
    {
        if (difference.DesiredAbsent)
        {
            return true;
        }

        if (difference.ObservedAbsent)
        {
            return difference.Desired is null;
        }

        var path = FieldPath.Parse(difference.Path);
        return GuardRailMask.Covers(difference.Desired, difference.Observed, GuardRailMask.Hides(path))
            || (s_lowerCased.Contains(path.Key) && string.Equals(JsonScalars.TextOf(difference.Desired), JsonScalars.TextOf(difference.Observed), StringComparison.OrdinalIgnoreCase));
    }
}
