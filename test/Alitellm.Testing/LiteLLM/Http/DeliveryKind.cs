namespace Alitellm.Testing.LiteLLM;

/// <summary>How an answer reaches the client.</summary>
internal enum DeliveryKind
{
    Answer,

    /// <summary>The connection is refused.</summary>
    Refuse,

    /// <summary>The connection closes before the first byte of an answer.</summary>
    Drop,

    /// <summary>Headers and a part of the body, then the connection closes.</summary>
    Truncate,
}
