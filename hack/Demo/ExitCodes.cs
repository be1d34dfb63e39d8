namespace Alitellm.Demo;

internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>Not everything became Ready, or something could not be started.</summary>
    public const int Failure = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;
}
