namespace Alitellm.Testing.LiteLLM;

/// <summary>What goes wrong. "Before" and "after" refer to the effect of the request.</summary>
public enum LiteLLMFaultKind
{
    /// <summary>An error answer; before the effect unless <see cref="LiteLLMFaultEffect.AfterEffect"/> is set.</summary>
    Status,

    /// <summary>The effect is stored, then the connection closes without an answer.</summary>
    LostAnswer,

    /// <summary>The connection is refused; no effect.</summary>
    Refused,

    /// <summary>No answer until the client gives up, or until <see cref="LiteLLMFaultEffect.Duration"/> has passed and the request goes on.</summary>
    Hang,

    /// <summary>The effect is stored; only the first <see cref="LiteLLMFaultEffect.Bytes"/> bytes of the body arrive.</summary>
    Truncated,

    /// <summary>The effect is stored; the body is padded with blanks to <see cref="LiteLLMFaultEffect.Bytes"/> bytes.</summary>
    Oversized,

    /// <summary>A memory-backed read shows what the process knew at its last periodic reload.</summary>
    StaleRead,

    /// <summary>The write is stored, but the process's memory does not follow until its next reload: created yet not listed, deleted yet still listed.</summary>
    MemoryLag,
}
