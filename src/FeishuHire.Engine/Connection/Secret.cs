using System;
using System.Runtime.InteropServices;
using System.Security;

namespace FeishuHire.Engine.Connection;

/// <summary>Handles secrets: in the clear only for as long as somebody holds what <see cref="Reveal"/> gave.</summary>
internal static class Secret
{
    /// <summary>The characters of a secret. The caller clears them.</summary>
    internal static char[] Reveal(SecureString secret)
    {
        char[] text = new char[secret.Length];
        IntPtr unmanaged = Marshal.SecureStringToGlobalAllocUnicode(secret);
        try
        {
            Marshal.Copy(unmanaged, text, 0, text.Length);
            return text;
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(unmanaged);
        }
    }

    /// <summary>Keeps characters as a secret.</summary>
    internal static SecureString Conceal(ReadOnlySpan<char> text)
    {
        var secret = new SecureString();
        foreach (char c in text)
        {
            secret.AppendChar(c);
        }

        secret.MakeReadOnly();
        return secret;
    }

    /// <summary>A copy of its own; null for null and for an empty secret.</summary>
    internal static SecureString? Own(SecureString? secret)
    {
        if (secret is null || secret.Length == 0)
        {
            return null;
        }

        SecureString copy = secret.Copy();
        copy.MakeReadOnly();
        return copy;
    }

    /// <summary>Whether two secrets are the same.</summary>
    internal static bool Same(SecureString left, SecureString right)
    {
        char[] one = Reveal(left);
        char[] other = Reveal(right);
        try
        {
            return one.AsSpan().SequenceEqual(other);
        }
        finally
        {
            Array.Clear(one, 0, one.Length);
            Array.Clear(other, 0, other.Length);
        }
    }
}
