namespace Alitellm.Operator.Hosting;

/// <summary>How the process ends.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>A setting is wrong, start-up failed, or the runtime ended or could not be stopped.</summary>
    public const int Failure = 1;

    /// <summary>The command line cannot be understood.</summary>
    public const int Usage = 2;
}
