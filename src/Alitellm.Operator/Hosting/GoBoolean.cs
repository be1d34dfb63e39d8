namespace Alitellm.Operator.Hosting;

/// <summary>Booleans in the strict forms that Go's <c>strconv.ParseBool</c> takes.</summary>
internal static class GoBoolean
{
    public const string Accepted = "1, t, T, TRUE, true, True, 0, f, F, FALSE, false or False";

    public static bool TryParse(string text, out bool value)
    {
        value = text is "1" or "t" or "T" or "TRUE" or "true" or "True";
        return value || text is "0" or "f" or "F" or "FALSE" or "false" or "False";
    }
}
