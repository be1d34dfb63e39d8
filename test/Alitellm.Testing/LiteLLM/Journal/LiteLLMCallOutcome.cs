namespace Alitellm.Testing.LiteLLM;

/// <summary>What became of a request.</summary>
public enum LiteLLMCallOutcome
{
    /// <summary>Still being worked on.</summary>
    InFlight,

    /// <summary>A complete answer was given.</summary>
    Answered,

    /// <summary>Worked on, but the connection closed before or inside the answer.</summary>
    AnswerLost,

    /// <summary>The connection was refused; nothing happened.</summary>
    Refused,

    /// <summary>The client left first. An effect that was stored stays stored.</summary>
    ClientGone,
}
