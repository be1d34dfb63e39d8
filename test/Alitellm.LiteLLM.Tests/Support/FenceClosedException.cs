namespace Alitellm.LiteLLM.Tests.Support;

/// <summary>What <see cref="TestFence"/> throws.</summary>
internal sealed class FenceClosedException() : Exception("the lease is lost");
