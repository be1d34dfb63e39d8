namespace Alitellm.Testing.LiteLLM;

/// <summary>Ends a handler with an error answer from any depth.</summary>
internal sealed class ReplyException(Reply reply) : Exception
{
    public Reply Reply { get; } = reply;
}
