using Alitellm.Api.ModelDiscoveries;
using Alitellm.Operator.Discovery.Candidates;

namespace Alitellm.Operator.Discovery.Models;

/// <summary>Pure: how the models of a discovery are named.</summary>
internal static class ModelNames
{
    /// <summary>The name of the model that a source calls <paramref name="id"/>. Empty, or ending in a dot, where nothing of the id can stand in a name.</summary>
    public static string Of(ModelDiscoverySpec spec, string id)
    {
        var name = CandidateNames.Normalise(id);
        return spec.DisablePrefix == true ? name : $"{spec.Prefix ?? spec.Type.ToLowerInvariant()}.{name}";
    }
}
