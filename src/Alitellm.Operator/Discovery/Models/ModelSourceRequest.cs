using Alitellm.Api.ModelDiscoveries;

namespace Alitellm.Operator.Discovery.Models;

/// <summary>What a source is asked with.</summary>
/// <param name="Namespace">The discovery's namespace.</param>
/// <param name="Credentials">By key of the Secret, without surrounding white space; empty where the spec names no Secret. Never logged.</param>
internal sealed record ModelSourceRequest(string Namespace, ModelDiscoverySpec Spec, IReadOnlyDictionary<string, string> Credentials);
