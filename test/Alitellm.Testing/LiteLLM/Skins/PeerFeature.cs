namespace Alitellm.Testing.LiteLLM;

/// <summary>The process at the other end of a connection.</summary>
internal sealed record PeerFeature(int? Process);
