namespace Alitellm.Testing.Kubernetes;

internal enum FaultKind
{
    Answer,
    LoseAnswer,
    Refuse,
    Delay,
    Hang,
    CutBody,
    SlowBody,
    StallBody,
}
