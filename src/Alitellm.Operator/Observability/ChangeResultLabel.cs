namespace Alitellm.Operator.Observability;

/// <summary>The <c>result</c> label of requests to LiteLLM.</summary>
internal static class ChangeResultLabel
{
    public const string Success = "success";
    public const string Error = "error";

    public static IReadOnlyList<string> All { get; } = [Success, Error];

    public static string Of(bool succeeded) => succeeded ? Success : Error;
}
