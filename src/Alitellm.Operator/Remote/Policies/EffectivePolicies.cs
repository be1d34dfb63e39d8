using Alitellm.Api.Common;
using Alitellm.Api.Connections;

namespace Alitellm.Operator.Remote.Policies;

/// <summary>The policies that hold for one object: its own, else its Connection's defaults, else Apply, Always and Correct.</summary>
internal sealed record EffectivePolicies(
    bool Suspend,
    ManagementPolicy Management,
    AdoptionPolicy Adoption,
    DriftPolicy Drift,
    IReadOnlyList<string> IgnoreFields)
{
    /// <summary>A field that is set wins whole: an empty list of ignored fields is a list, and the Connection's is not added to it.</summary>
    public static EffectivePolicies Of(RemoteSpec spec, ConnectionDefaults? defaults)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return new(
            spec.Suspend ?? defaults?.Suspend ?? false,
            spec.ManagementPolicy ?? defaults?.ManagementPolicy ?? ManagementPolicy.Apply,
            spec.AdoptionPolicy ?? defaults?.AdoptionPolicy ?? AdoptionPolicy.Always,
            spec.DriftPolicy ?? defaults?.DriftPolicy ?? DriftPolicy.Correct,
            [.. spec.IgnoreFields ?? defaults?.IgnoreFields ?? []]);
    }
}
